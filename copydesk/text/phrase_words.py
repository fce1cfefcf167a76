"""Whole lines of page furniture in English, one block of phrases a rule, as `copydesk.text.lines.line_key` writes them.

A phrase stands here when it is the whole of a button, a label or a notice on pages of many publishers. What an
article may say as a line of its own ("More", "X") belongs to a rule of ``WEAK`` in `copydesk.text.zone_phrases`.
"""

ENGLISH: dict[str, str] = {
    "ad-phrase": """
        ad|ads|advert|adverts|advertisement|advertisements|advertising|advertorial|sponsored|sponsored content
        sponsored post|sponsor content|sponsored by|paid content|paid post|promoted|promoted content|promotion
        partner content|continue reading below|story continues below|story continues below advertisement
        article continues below|article continues below advertisement|article continues below this ad
        advertisement - continue reading below|advertisement - story continues below|skip advertisement|skip ad
        scroll to continue|scroll to continue with content|article continues after ad|remove ads|hide ad|close ad
        this advertisement has not loaded yet, but your article continues below|advertisement feature
        this advertisement has not loaded yet|report ad|report this ad|why this ad|article content|presented by
        story continues after advertisement|article continues after advertisement|continues below|paid for by
        loading ad|ad feedback|feedback on this ad|recommended by outbrain|ads by taboola|our sponsors""",
    "shop-phrase": """
        buy now|shop now|see it|see at amazon|check price|view deal|view deals|view offer|get deal|get the deal
        see deal|check it out|order now|add to cart|add to basket|see price|best price|see all deals|buy tickets
        book now|get quote|get a quote|see all prices|see today's best deals|shop the look|view more offers
        view all offers|price history|out of stock|in stock|best deals|today's best deals""",
    "share-phrase": """
        share|share this|share this article|share this story|share this page|share this post|share this video
        share on facebook|share on twitter|share on x|share on linkedin|share on whatsapp|share via email
        share with|share article|share story|share options|share link|shares|tweet|tweet this|retweet|pin it
        facebook|twitter|whatsapp|linkedin|linked in|pinterest|reddit|flipboard|telegram|messenger|tumblr|email
        e-mail|mail|email this article|copy link|copy link to clipboard|link copied|copy|print|print this page
        print article|save|save article|save this story|save for later|bookmark|saved|save story|gift article
        gift this article|gift|listen|listen to this article|listen to article|listen now|text size|font size
        copied|follow us|follow us on|follow us on twitter|like us on facebook|rss|rss feed|threads|bluesky
        mastodon|snapchat|add us on google|republish|republish this article|reprint|reprints|facebook twitter
        facebook messenger|facebook twitter email|click to share|comment & share|share this with
        share this with facebook|share to|opens in a new window|opens in new window|opens in new tab|google news
        add to google|follow on google news|share this article in your social network|like this
        more sharing options|copy url|link copied to clipboard|share full article|share this with email
        show more sharing options|share this on|get in touch|x (twitter)|add to favorites|add to favourites
        add to my list|read aloud|audio version|increase text size|facebook twitter pinterest email|a a|aa|a+|a-
        reading speed|send to a friend|reuse this content|gift unlocked article|give this article|email a friend
        connect with us""",
    "newsletter-phrase": """
        subscribe|subscribe now|subscribe today|subscribe for free|sign up|sign up now|sign up today|sign up here
        sign up for free|register|register now|register for free|join now|join us|submit|stay updated
        stay informed|newsletter|newsletters|our newsletter|free newsletter|get the newsletter|daily newsletter
        email address|your email|your email address|enter your email|enter your email address|enter email|donate
        donate now|make a donation|support us|support local journalism|support our journalism|i would like to
        get notifications|turn on notifications|thanks for signing up|thanks for signing up!|get email updates
        thank you for subscribing|subscription|subscriptions|newsletter promotion|skip past newsletter promotion
        after newsletter promotion|unsubscribe|unsubscribe at any time|you can unsubscribe at any time
        download our app|download the app|get the app|view all newsletters|see all newsletters|manage newsletters
        subscribe to newsletter|there was an error processing your subscription|invalid email
        please enter a valid email|no thanks|not now|get news alerts|get breaking news alerts
        subscribe to our newsletter|sign up for our newsletter|best of the day|get the best of our journalism
        free daily newsletter|morning newsletter|weekly newsletter""",
    "account-phrase": """
        log in|login|log in or register|sign in|sign in now|sign out|log out|logout|my account|account|profile
        already a subscriber|already a member|already have an account|already registered|not a subscriber
        already a subscriber? log in|already a subscriber? sign in|already have an account? sign in
        sign in/register|create account|create an account|create free account|become a member|become a subscriber
        sign-in|log-in|forgot password|forgot your password|password|remember me|manage account|my subscriptions
        manage subscription|my offers|welcome back|continue with google|continue with email|edit profile
        continue with facebook|continue with apple|sign in or register|register / sign in|don't have an account
        my profile|my bookmarks|saved articles|my saved articles|log in or sign up|you are logged in as
        subscriber login""",
    "paywall-phrase": """
        start your free trial|start free trial|subscribe for more articles|subscribe to unlock more articles
        subscribe to continue reading|subscribe to read|to continue reading|subscribe to keep reading
        unlock this article|this content is reserved for subscribers|register to unlock more articles
        subscriber only|exclusive|subscribers only|for subscribers|subscriber exclusive
        this article is for subscribers only|premium|premium content|continue for free
        this is a subscriber-only article|you have reached your article limit|you've reached your article limit
        you have no free articles left|cancel anytime|view subscription options|see subscription options
        choose your plan|to read the full story|try it free|try for free|unlimited access|unlimited digital access
        get unlimited access|keep reading for free""",
    "reading-time-phrase": "reading time|read time|time to read|minute read|min read",
    "trust-phrase": """
        fact checked|fact-checked|fact check|the trust project|our standards|how we work|editorial standards
        why trust us|why you can trust us|how we test|our commitments|ethics policy|editorial guidelines
        editorial policy|corrections policy|report an error|report a correction|suggest a correction|see an error
        corrections and clarifications|corrections|clarifications and corrections|make a complaint|how to complain
        code of ethics|standards and practices|spotted an error|independent journalism""",
    "comments-phrase": """
        comment|comments|user comments|leave a comment|post a comment|add a comment|view comments|show comments
        hide comments|read comments|view all comments|see all comments|join the conversation|join the discussion
        leave a reply|comments are closed|comments closed|comment on this story|write a comment|load more comments
        cancel reply|no comments|no comments yet|be the first to comment|what do you think|have your say
        start the conversation|your email address will not be published|required fields are marked|report comment
        comment now|all comments|leave a reply cancel reply|write a reply|post comment|submit comment|sort by
        newest first|oldest first|most recent comments|top comments|most liked|most recommended|newest|oldest
        comments section|community guidelines|commenting policy|comment policy|name (required)|save my name
        conversation|discussion|popular in the community|recent comments|sign in to comment|log in to comment
        login to comment|view comment""",
    "thread-name": "says|wrote",
    "comment-tool": """
        log in to reply|reply to this|reply to comment|view replies|load replies|reply|report|flag|permalink
        upvote|downvote|like|dislike|show replies|hide replies|report abuse""",
    "placeholder-phrase": """
        loading|loading ...|now loading|loading comments|please wait|null|undefined|nan|n/a|embed|thumbnail
        unavailable|to view this video please enable javascript|javascript is disabled|please enable javascript
        error|embedded content|enable javascript|your browser does not support the video tag|twitter embed
        your browser does not support the audio element|something went wrong|please try again|no results found
        preview|an error has occurred, please try again later|powered by|recaptcha|try refreshing your browser, or
        this content is not available|content unavailable|embed code|copy embed code|external content""",
    "player-phrase": """
        this video can not be played|this video cannot be played|video player|audio player|playing|now playing
        play|play video|pause|mute|unmute|current time|duration|0:00|00:00|play again|play audio|fullscreen
        full screen|replay|volume|settings|subtitles|captions|captions off|closed captions|video|watch video
        watch the video|watch live|back to video|play the video|autoplay|picture-in-picture|skip
        we apologize, but this video has failed to load|this video has failed to load|video unavailable|up next in
        this is a modal window|beginning of dialog window|end of dialog window|live stream|stream type live
        playback rate|remaining time|download|transcript|view transcript|speed|1x|1.5x|2x|audio|playlist
        now watching""",
    "gallery-phrase": """
        image|gallery|slideshow|view gallery|photos|expand|collapse|close|open|caption|toggle caption|hide caption
        show caption|enlarge this image|enlarge image|image source|media caption|image caption|enlarge|view image
        view fullscreen|open image in gallery|close modal|back to gallery|view photos|see all photos|photo gallery
        open gallery|view slideshow|previous image|next image|previous slide|next slide|tap to zoom|image gallery
        click to enlarge|show all|hide|see full gallery|full screen image|item 1 of|open image in fullscreen""",
    "legal-phrase": """
        all rights reserved|purchase licensing rights|privacy|privacy policy|privacy notice|privacy settings
        privacy center|terms|terms of use|terms of service|terms & conditions|terms and conditions|cookie policy
        cookie notice|user agreement|terms of sale|do not sell my personal information
        do not sell or share my personal information|your privacy choices|california privacy rights
        your california privacy rights|adchoices|ad choices|about our ads|interest based ads|accessibility
        accessibility statement|legal|legal notice|legal notices|disclaimer|copyright|licensing
        rights & permissions|reprints & permissions|permissions|privacy statement|visitor agreement
        code of conduct|modern slavery statement|privacy and cookies|terms + conditions|subscriber terms
        competition rules|affiliate disclosure|cookie statement|notice at collection|data protection
        terms & privacy|gdpr""",
    "cookie-phrase": """
        cookies|cookie settings|cookie preferences|manage cookies|accept|accept all|accept cookies
        accept all cookies|reject all|reject cookies|necessary|always enabled|strictly necessary
        functional cookies|performance cookies|targeting cookies|manage cookie settings|manage preferences
        manage consent|consent|i accept|i agree|got it|we value your privacy|save preferences|allow all|deny
        decline|privacy preferences|cookie consent|cookies here|consent preferences|your choices regarding cookies
        accept & continue|agree and continue|more options""",
    "navigation-phrase": """
        home|home page|homepage|menu|main menu|search|search for|search this site|skip to content
        toggle navigation|skip to main content|skip to navigation|skip to article|skip to main|skip navigation
        back|back to top|top|back to home|next|previous|prev|next article|previous article|next story
        previous story|next post|older|previous post|newer|archive|archives|about us|contact|contact us|help
        advertise|older posts|advertise with us|careers|jobs|site map|sitemap|sections|categories|category|apps
        shop|store|e-paper|epaper|e-edition|learn more|find out more|click here|read full|more details|details
        view all|see all|view article|more info|explore more|explore|discover more|view profile|visit website
        website|english|in this article|in this story|on this page|table of contents|contents|jump to
        jump to content|key points|breadcrumb|breadcrumb trail links|breadcrumbs|you are here|return to top
        scroll to top|back to selection|load more|show more|see more|view more|show less|feedback|customer service
        contact our partners|partners|staff|our team|masthead|newsroom|newsroom contacts|send us a tip
        submit a tip|tips|place an ad|place an obituary|classifieds|coupons|edition|change edition|switch edition
        us edition|uk edition|select language|language|live tv|menu sections|menusections|secondary links
        site navigation|expand menu|close menu|open menu|open search|resources|perform search|search search
        close search|mobile apps|rss feeds|press|press releases|investors|media kit|work with us|work for us
        write for us|write to us|our products|follow the topics within this article|about the company
        about this site|company|corporate|solutions|subscriber customer today's paper|read more here
        find out more here|see more from|external link to|view this page|page not found|select your region
        skip to main contentskip to navigation|more on|more ways to read|latest issue|digital edition
        print edition|read on""",
    "section-phrase": """
        news|latest|latest news|top news|world|world news|uk news|us news|politics|business|sport|sports|opinion
        culture|lifestyle|life|entertainment|tech|technology|science|health|travel|money|markets|economy|climate
        environment|education|weather|podcasts|podcast|videos|games|puzzles|crossword|crosswords|obituaries|events
        magazine|local|local news|national|international|editorials|editorial|columnists|columns|letters|cartoons
        comics|football|soccer|tennis|golf|cricket|rugby|rugby union|rugby league|boxing|cycling|motorsport
        formula 1|f1|nfl|nba|mlb|nhl|ufc|mma|basketball|baseball|hockey|racing|horse racing|athletics|olympics
        high school|high school sports|books|movies|film|music|tv|tv & radio|radio|theatre|theater|art|arts
        art & design|food|food & drink|recipes|restaurants|fashion|style|beauty|cars|motors|motoring|property
        real estate|homes|home & garden|gardening|parenting|family|relationships|personal finance|small business
        energy|media|space|gaming|software|security|ai|crime|courts|features|reviews|deals|guides|horoscopes
        horoscope|celebrity|celebs|showbiz|royals|europe|asia|africa|middle east|americas|australia|canada|china
        india|uk|us|usa|israel|ukraine|russia|united states|united kingdom|commentary|analysis|special reports
        investigations|data|explainers|long reads|in depth|breaking|breaking news|live updates|wellness|fitness
        food and drink|people|society|religion|history|nature|animals|pets|shopping|city|region|traffic|scotland
        wales|northern ireland|england|london|letters to the editor|multimedia|webinars|white papers|research""",
    "page-word": """
        more|less|continue reading|more from|read more|all|article|live|full story|watch|faqs|also on
        read full article|read full story|cancel|continue|connect|community|go|up next|don't miss|faq|services
        service|support|about|social media|customer support|posted in|shares|advertisement policy""",
    "date-label": "updated|published|posted|last updated|first published|published on|updated on|posted on|date",
    "share-word": "x|post|pin|follow|following|instagram|youtube|tiktok|print this",
    "agency-line": """
        reuters|ap|afp|the associated press|associated press|bloomberg|dpa|bloomberg news|agence france-presse
        xinhua|cnn|press association|pa media|ani|pti|ians|upi|thomson reuters|the canadian press|canadian press
        wire services|agencies""",
    "tags-phrase": """
        topics|tags|tag|categories|category|filed under|related topics|related tags|article tags|tagged|tagged in
        tagged with|explore topics|explore more on these topics|more on these topics|in this topic
        mentioned in this article|companies mentioned""",
    "section-end": """
        related|related articles|related stories|related news|related content|related posts|related countries
        related coverage|related links|related story|related article|related video|related videos|related people
        more stories|more news|more articles|more headlines|more like this|more on this|more on this story
        more to read|more on this topic|more in this section|most read|most popular|most viewed|most shared
        most commented|popular|popular stories|popular now|popular posts|trending|trending now|trending stories
        trending topics|trending articles|what's trending|recommended|recommended for you|recommended stories
        recommended articles|recommended reading|recommended from editorial|editors' picks|editor's picks
        editors' pick|editor's pick|editors picks|top stories|today's top stories|other stories|latest stories
        latest headlines|latest articles|read next|next up|you may also like|you might also like|you may like
        you might like|around the web|from around the web|from the web|promoted stories|sponsored stories
        also read|read also|see also|what to read next|what to watch next|recent posts|recommended videos
        latest videos|latest podcasts|recent articles|sponsored links|featured|featured stories|featured articles
        elsewhere|other top stories|keep reading|we recommend|in other news|more news from|most recent
        from our archives|from our partners|stay connected|footer|read this next|most read today|most read in news
        today's most read|news in pictures|related internet links|elsewhere on the web|the latest
        what others are reading|more for you|more top stories|we also recommend|previous post next post
        share your story""",
    "author-head": """
        about the author|about the authors|more from author|author bio|about the writer|contributors|contributor
        who wrote this|meet the author|view author archive|more from this author|follow the author""",
    "byline-phrase": """
        by|sports desk|author|authors|written by|author of the article|staff writer|staff report|staff reporter
        news desk|web desk|journalist|reporter|senior reporter|political editor|news editor|chief reporter
        senior writer|columnist|political correspondent|sports writer|contributing writer|freelance writer
        news reporter|staff reporters|from staff reports|staff and agencies""",
    "reference-phrase": """
        story source|cite this page|cite this article|journal reference|how to cite|references|mla|apa|chicago
        more information|citation|cite|read the paper|original publication|media contact|press contact
        contact information""",
    "weather-phrase": """
        weather forecast|today's weather|feels like|local weather|current conditions|weather alerts|7-day forecast
        10-day forecast|hourly forecast|radar|chance of rain|chance of precipitation|partly cloudy|mostly cloudy
        mostly sunny|partly sunny|humidity|wind chill""",
    "ticker-phrase": """
        market data|markets snapshot|market watch|market summary|quotes delayed at least 15 minutes|dow jones
        s&p 500|nasdaq|ftse 100|nikkei 225|stock quotes|dax|mdax|tecdax|sensex|nifty 50""",
}
"""Rule id to its phrases, parted by bars and line breaks."""

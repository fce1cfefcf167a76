"""Whole lines of page furniture in languages other than English, one block of phrases a rule."""

OTHERS: dict[str, str] = {
    "ad-phrase": """
        anzeige|werbung|publicité|publicidad|pubblicità|advertentie|annonce|annons|reklama|reklame|reklam|iklan
        реклама|広告|廣告|广告|광고|إعلان|إعلانات|विज्ञापन|publicidade|스폰서|mainos|inzerce|hirdetés|anzeigen|pr
        advertorial|artikel geht nach der anzeige weiter|ad - weiterlesen|nach der werbung weiterlesen
        scrolla för att fortsätta""",
    "share-phrase": """
        xでシェアする|lineで送る|link teilen|teilen|drucken|merken|partager|compartir|condividi|compartilhar|分享
        シェア|シェアする|ツイート|поделиться|paylaş|delen|dela|artikel teilen|artikel anhören|vorlesen|kopieren
        anhören|artikel drucken|link kopieren|artikel merken|per e-mail teilen|auf facebook teilen
        auf twitter teilen|auf x teilen|auf whatsapp teilen|beitrag teilen|artikel auf facebook teilen
        später lesen|auf die merkliste|merkliste|lesezeichen|artikel als pdf|folgen sie uns|folgen sie uns auf
        speichern|in pocket speichern|nachrichten teilen|artikel versenden|artikel schenken|partager sur facebook
        partager sur twitter|partager sur linkedin|partager sur messenger|envoyer par e-mail|imprimer
        copier le lien|lien copié|offrir cet article|ajouter à vos sélections|écouter l'article|écouter|suivre
        compartir en facebook|compartir en twitter|copiar enlace|imprimir|guardar|regala esta noticia|escuchar
        enviar por email|stampa|salva|ascolta|opslaan|luister|spara|skriv ut|sdílet|sdílejte článek|uložit
        udostępnij|skopiuj link|drukuj|kopyala|linki kopyala|yazdır|bagikan|salin tautan|cetak
        facebookでシェアする|twitterでシェアする|印刷|保存|リンクをコピー|打印|收藏|复制链接|分享让更多人看到|공유
        공유하기|인쇄|شارك|مشاركة|طباعة|حفظ|نسخ الرابط|شارك القصة|शेयर|शेयर करें|कॉपी लिंक|साझा करें
        लिंक कॉपी करें|скопировать ссылку|распечатать|сохранить""",
    "newsletter-phrase": """
        newsletter abonnieren|abonnieren|jetzt abonnieren|newsletter bestellen|jetzt anmelden|e-mail-adresse
        jetzt spenden|jetzt testen|abo testen|gratis testen|zum newsletter|kostenlos abonnieren
        täglicher newsletter|spenden|newsletter & alerts|s'abonner|s'abonner au journal|s'inscrire gratuitement
        nos newsletters|inscrivez-vous|suscríbete|suscribirse|boletines|newsletters y alertas|abbonati|iscriviti
        iscriviti alla newsletter|abonneren|nieuwsbrief|nieuwsbrieven|meld je aan|prenumerera|nyhetsbrev|abonelik
        bülten|abone ol|odebírat|předplatné|předplatit|subskrybuj|zapisz się|berlangganan|メールマガジン
        ニュースレター|会員登録|登録|订阅|구독|구독하기|اشترك|اشترك الآن|النشرة البريدية|सब्सक्राइब करें
        न्यूज़लेटर|подписаться|подписка|подписаться на рассылку|ऐप डाउनलोड करें""",
    "account-phrase": """
        kostenlos registrieren|会員の方はログイン|無料登録|anmelden|registrieren|abmelden|einloggen|ausloggen
        konto|mein konto|mein profil|zum login|jetzt registrieren|se connecter|s'identifier|créer un compte
        mon compte|déjà abonné|déjà abonné ?|identifiez-vous|mes alertes|iniciar sesión|inicia sesión|mi cuenta
        regístrate|mis suscripciones|mi archivo|accedi|registrati|inloggen|registreren|logga in|logga ut
        mitt konto|log ind|logg inn|přihlásit|přihlásit se|zaloguj|zaloguj się|giriş yap|üye ol|masuk|daftar
        ログイン|ログイン・登録|マイページ|新規登録|登录|注册|로그인|회원가입|تسجيل الدخول|إنشاء حساب|लॉगिन|लॉग इन
        लॉग इन करें|войти|вход|регистрация""",
    "paywall-phrase": """
        weiterlesen mit plus|jetzt weiterlesen|artikel freischalten|jetzt freischalten|nur für abonnenten|plus
        plus-artikel|jetzt kostenlos testen|sie haben bereits ein abo?|bereits abonnent?|abo kaufen|zum abo
        e-paper lesen|plus lesen|réservé aux abonnés|article réservé aux abonnés|la suite est réservée aux abonnés
        contenido exclusivo para suscriptores|solo para suscriptores|riservato agli abbonati|alleen voor abonnees
        endast för prenumeranter|会員限定|有料会員限定|有料記事|この記事は有料記事です|続きを読む|残り
        会員限定記事|للمشتركين فقط|प्रीमियम|पूरी खबर पढ़ें""",
    "reading-time-phrase": "lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|leestijd|lästid",
    "comments-phrase": """
        nur angemeldete benutzer können kommentieren|du musst angemeldet sein, um einen kommentar abzugeben
        kommentare|kommentieren|kommentar|kommentarer|commentaires|comentarios|commenti|reacties|コメント
        コメントする|评论|댓글|yorumlar|комментарии|kommentar schreiben|kommentar verfassen|kommentare lesen
        zu den kommentaren|kein kommentar|kommentar hinzufügen|antworten abbrechen|diskutieren sie mit
        mitdiskutieren|alle kommentare|kommentare anzeigen|keine kommentare|noch keine kommentare|réagir|commenter
        lire les commentaires|aucun commentaire|comenta|comentar|escribe un comentario|lascia un commento|reageer
        kommentera|komentáře|diskuse|diskuze|komentarze|skomentuj|yorum yaz|yorum yap|komentar|コメントを書く
        コメントプラス|发表评论|댓글 쓰기|تعليقات|التعليقات|أضف تعليقا|اترك تعليقا|टिप्पणी|टिप्पणियाँ|कमेंट करें
        оставить комментарий""",
    "comment-tool": """
        antworten|melden|gefällt mir|répondre|signaler|responder|rispondi|svara|返信|رد|जवाब दें|ответить""",
    "placeholder-phrase": """
        bitte aktivieren sie javascript|javascript ist deaktiviert|wird geladen|laden|chargement|cargando
        読み込み中|加载中|загрузка|caricamento|bitte warten|externer inhalt|externen inhalt anzeigen
        externe inhalte anzeigen|empfohlener externer inhalt|empfohlener redaktioneller inhalt|inhalt laden
        veuillez patienter|načítání|ładowanie|yükleniyor|جاري التحميل|लोड हो रहा है|로딩 중""",
    "player-phrase": """
        video abspielen|zum video|video ansehen|ton an|ton aus|vollbild|abspielen|pausieren|wiedergabe|player
        zur galerie|weitere videos|lire la vidéo|ver vídeo|reproducir|guarda il video|動画|動画を見る|视频|видео
        الفيديو|شاهد الفيديو|वीडियो|वीडियो देखें""",
    "gallery-phrase": """
        bildergalerie|fotostrecke|bild vergrößern|bilder|fotos|galerie|alle bilder|vergrößern|einblenden
        ausblenden|agrandir l'image|diaporama|ver galería|ampliar|写真|拡大|写真を見る|画像|图集|포토|صور
        معرض الصور|तस्वीरें|фото|schließen|öffnen""",
    "legal-phrase": """
        widerrufsbelehrung|allgemeine nutzungsbedingungen|datenschutzoptionen|nutzerbedingungen|netiquette
        barrierefrei|impressum|datenschutz|agb|nutzungsbedingungen|mentions légales|aviso legal|integritetspolicy
        barrierefreiheit|datenschutzerklärung|nutzungsbasierte onlinewerbung|widerruf|kündigen|abo kündigen
        verträge hier kündigen|rechtliches|datenschutzcenter|offenlegung|vertrag kündigen|nutzungsrechte erwerben
        politique de confidentialité|cgu|cgv|conditions générales|política de privacidad|condiciones de uso
        informativa privacy|note legali|privacybeleid|gebruiksvoorwaarden|ochrana osobních údajů
        polityka prywatności|regulamin|gizlilik politikası|kullanım koşulları|künye|kebijakan privasi
        個人情報保護方針|プライバシーポリシー|利用規約|著作権|サイトポリシー|著作権について|隐私政策|版权声明
        저작권|이용약관|개인정보처리방침|سياسة الخصوصية|شروط الاستخدام|الشروط والأحكام|गोपनीयता नीति
        नियम और शर्तें|политика конфиденциальности""",
    "cookie-phrase": """
        cookie-einstellungen|cookies & tracking|privatsphäre|alle akzeptieren|alle ablehnen|zustimmen
        einstellungen|ablehnen|cookie-richtlinie|tracking-einstellungen|privacy manager|consent|tout accepter
        tout refuser|gérer les cookies|aceptar|aceptar todo|rechazar|configurar cookies|accetta|rifiuta|accepteren
        akkoord|godkänn|souhlasím|zgadzam się""",
    "navigation-phrase": """
        nächster artikel|vorheriger artikel|startseite|suche|menü|mehr|weiterlesen|zum inhalt springen|accueil
        inicio|zum hauptinhalt springen|zur startseite|nach oben|zurück|weiter|hilfe|kontakt|über uns|archiv
        mediadaten|mehr lesen|mehr erfahren|mehr anzeigen|menü schließen|menü öffnen|suchen|suche öffnen
        detailsuche|hauptnavigation|fußzeile|untermenü|ressorts|unsere ressorts|alle themen|kundenservice
        abo-service|abo|leserservice|leserreisen|stellenmarkt|kleinanzeigen|traueranzeigen|gutscheine|gewinnspiele
        newsticker|live-ticker|ticker|prospekte|immobilien|partnersuche|veranstaltungen|tv-programm|inhalt
        inhaltsverzeichnis|anzeige buchen|anzeigenmarkt|mehr dazu|jetzt lesen|hier geht's weiter|mehr laden
        weitere artikel laden|presse|karriere|inserieren|unternehmen|redaktion|ratgeber|blogs|epaper|app
        zum e-paper|nach oben springen|rechercher|en continu|à la une|à découvrir|sommaire|afficher plus|voir plus
        lire la suite|aide|nous contacter|fermer|actualités|rubriques|le journal|menú|buscar|portada|ver más
        leer más|seguir leyendo|contacto|cerrar|última hora|cerca|leggi tutto|chiudi|contatti|chi siamo|zoeken
        lees meer|sluiten|sök|läs mer|hoppa till innehåll|tipsa|stäng|start|hoppa till huvudinnehållet|søk|meny
        zavřít|zavřít menu|hledat|hlavní stránka|kontakty|szukaj|strona główna|więcej|anasayfa|ana sayfa
        son dakika|haberler|canlı izle|ara|beranda|selengkapnya|lainnya|cari|главная|меню|поиск|ещё|закрыть
        закрыть меню|контакты|архив|о нас|読む|ホーム|トップ|メニュー|検索|トップページ|一覧|もっと見る|次へ|前へ
        閉じる|サイトマップ|採用情報|お問い合わせ|会社概要|キャンセル|フォロー|首页|搜索|更多|下一页|上一页|关注
        联系我们|返回顶部|客户端下载|홈|메뉴|검색|더보기|전체보기|الرئيسية|القائمة|بحث|المزيد|اقرأ المزيد|اتصل بنا
        من نحن|التالي|السابق|होम|मेन्यू|सर्च|खोजें|और पढ़ें|ज़्यादा पढ़ें|संपर्क करें|हमारे बारे में|ई-पेपर
        टॉप न्यूज़|वेब स्टोरीज""",
    "section-phrase": """
        politik|wirtschaft|panorama|kultur|gesellschaft|wissen|gesundheit|reise|reisen|auto|digital|meinung|leben
        familie|ausland|inland|deutschland|österreich|schweiz|europa|welt|lokales|regionales|regional|feuilleton
        wissenschaft|medien|finanzen|börse|verkehr|mobilität|wetter|fußball|motorsport|eishockey|wintersport|musik
        kino|bücher|theater|essen & trinken|chronik|kolumnen|leserbriefe|horoskop|sudoku|rätsel|spiele|kunst
        literatur|karriere & beruf|leute|stil|wohnen|mode|technik|politique|économie|société|monde|international
        sciences|planète|environnement|santé|styles|idées|débats|opinions|política|economía|sociedad|deportes
        deporte|mundo|internacional|nacional|cultura|ciencia|tecnología|opinión|españa|politica|economia|cronaca
        esteri|cultura e spettacoli|salute|scienza|tecnologia|politiek|economie|binnenland|buitenland|nöje|ledare
        inrikes|utrikes|ekonomi|debatt|kultura|ekonomika|domácí|zahraniční|názory|polityka|gospodarka|świat|dünya
        türkiye|gündem|spor|sağlık|teknoloji|yaşam|eğitim|nasional|internasional|olahraga|megapolitan|nusantara
        политика|экономика|общество|спорт|культура|наука|мир|происшествия|政治|経済|社会|国際|スポーツ|ライフ
        オピニオン|速報|地域|科学|健康|エンタメ|特集|書籍|朝刊|夕刊|要闻|时政|国际|财经|科技|体育|娱乐|文化|정치
        경제|사회|국제|스포츠|سياسة|اقتصاد|رياضة|ثقافة|العالم|صحة|تكنولوجيا|منوعات|أخبار|राजनीति|खेल|देश|विदेश
        मनोरंजन|बिजनेस|स्पोर्ट्स|बॉलीवुड|राज्य|दुनिया|भारत|लाइफस्टाइल""",
    "tags-phrase": """
        mehr lesen über|mehr zu diesem thema|themen|schlagworte|etiquetas|schlagwörter|stichworte
        themen in diesem artikel|mehr zu den themen|topthemen|thèmes|sujets|mots-clés|temas|en este artículo
        argomenti|tag correlati|onderwerpen|ämnen|témata|tagi|etiketler|теги|キーワード|タグ|关键词|태그|مواضيع
        كلمات مفتاحية|टैग""",
    "section-end": """
        mehr zum thema|das könnte sie auch interessieren|meistgelesen|auch interessant|ähnliche artikel
        lesen sie auch|meistgelesene artikel|à lire aussi|sur le même sujet|les plus lus|lo más leído|más noticias
        te puede interesar|leggi anche|più letti|lees ook|meest gelezen|läs också|mest läst|les også|les mer
        mest lest|læs også|mest læste|weitere artikel|weitere themen|mehr aus dem ressort|meistgelesene
        beliebte artikel|empfehlungen|empfehlungen der redaktion|das könnte dich auch interessieren
        auch interessant für sie|neueste artikel|weitere meldungen|aus dem ressort|mehr von uns
        ähnliche nachrichten|ähnliche themen|verwandte artikel|verwandte themen|unsere empfehlungen
        mehr nachrichten|top-themen|zum thema|mehr zum artikel|dazu passend|lesetipps|aktuelle themen|im video
        newsletter-empfehlung|nachrichten des tages|à voir aussi|articles liés|nos lecteurs ont lu ensuite
        dans la même rubrique|le plus lu|noticia relacionada|noticias relacionadas|también te puede interesar
        las más leídas|además|articoli correlati|potrebbe interessarti|mest läst just nu|související
        související články|čtěte také|nejčtenější|czytaj także|najczęściej czytane|zobacz także|benzer haberler
        ilgili haberler|çok okunanlar|baca juga|terkait|terpopuler|berita terkait|berita lainnya|читайте также
        по теме|популярное|関連記事|関連ニュース|おすすめ記事|ランキング|アクセスランキング|あわせて読みたい
        人気記事|新着記事|最新ニュース|注目ニュース|相关阅读|相关新闻|延伸閱讀|推薦閱讀|热门文章|추천 뉴스
        관련기사|많이 본 뉴스|اقرأ أيضا|اقرأ أيضاً|إقرأ أيضا|مواضيع ذات صلة|الأكثر قراءة|أخبار ذات صلة
        قد يعجبك أيضا|यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|संबंधित खबरें|और खबरें|ट्रेंडिंग|सबसे ज्यादा पढ़ी गईं""",
    "author-head": """
        zum autor|zur autorin|über den autor|über die autorin|mehr vom autor|à propos de l'auteur|筆者紹介""",
    "byline-phrase": "von|autor|autorin|autoren|auteur|autore|筆者|執筆者|作者|الكاتب|लेखक|par|por",
    "date-label": "aktualisiert|veröffentlicht|publié le|actualizado|stand|erschienen|uppdaterad|publicerad",
    "page-word": "del|live|plus kaufen|oder|hier|en direct",
}
"""Rule id to its phrases, parted by bars and line breaks."""
